/** A Wednesday morning in March; Lisbon, where the viewer is, has UTC in winter. */
export const wednesdayMorning = Date.UTC(2027, 2, 10, 10, 20);

/** The contract of a team that promises one person from eight to four, every day. */
export const eightToFour = {
  kind: 'hours' as const,
  people: 1 as const,
  weekDays: [0, 1, 2, 3, 4, 5, 6],
  startTime: '08:00:00',
  endTime: '16:00:00',
};
