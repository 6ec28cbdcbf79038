export { readIcs, type CalendarPerson, type CalendarRead } from './ics/read.ts';
export type { SkippedReason } from './ics/times.ts';
export { writeIcs, type CalendarOptions } from './ics/write.ts';
