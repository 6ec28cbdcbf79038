import { existsSync, readFileSync, renameSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { readNoticeRecord, type NoticeRecord } from '../core/contract/notices.ts';
import type { Instant } from '../core/time/instant.ts';
import { emptyRecord, recordAfterDamage } from '../core/tray/notices.ts';

/** The record of what was told, as it was found, and the way back to the disk. */
export interface RecordFile {
  readonly record: NoticeRecord;
  /** Where a damaged one was put. */
  readonly setAsideAs: string | null;
  /** Writes it, unless just that is on disk; why it could not be written, or null. */
  save(record: NoticeRecord): string | null;
}

/** Opens the record; a damaged one is kept under another name. */
export function openRecordFile(file: string, now: Instant): RecordFile {
  const found = open(file, now);
  let saved = found.isOnDisk ? found.record : null;
  return {
    record: found.record,
    setAsideAs: found.setAsideAs,
    save(record) {
      if (record === saved) return null;
      try {
        writeFileAtomic.sync(file, JSON.stringify(record), { mode: 0o600 });
      } catch (error) {
        // A full or read-only disk says so with a code; anything else is a bug.
        if (!(error instanceof Error && 'code' in error)) throw error;
        return error.message;
      }
      saved = record;
      return null;
    },
  };
}

interface Found extends Pick<RecordFile, 'record' | 'setAsideAs'> {
  readonly isOnDisk: boolean;
}

function open(file: string, now: Instant): Found {
  if (!existsSync(file)) return { record: emptyRecord(), setAsideAs: null, isOnDisk: true };
  const record = readNoticeRecord(parsed(readFileSync(file, 'utf8')));
  if (record !== null) return { record, setAsideAs: null, isOnDisk: true };
  const setAsideAs = `${file}.damaged-${now}`;
  renameSync(file, setAsideAs);
  return { record: recordAfterDamage(now), setAsideAs, isOnDisk: false };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A damaged record is set aside like one of another shape.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
