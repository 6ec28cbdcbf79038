export { readIcs, type CalendarPerson, type CalendarRead, type SkippedReason } from './ics/read.ts';
export { writeIcs, type CalendarOptions } from './ics/write.ts';
