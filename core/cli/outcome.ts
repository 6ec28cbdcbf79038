/** What a command prints and how it ends. Texts end with a line break unless empty. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** 0 fine, 1 a gap was found, 2 the question could not be answered. */
  readonly exitCode: 0 | 1 | 2;
}

/** An answer that went well. */
export function printed(stdout: string): Answer {
  return { stdout, stderr: '', exitCode: 0 };
}

/** A question that could not be answered, with the reason. */
export function failed(reason: string, stdout = ''): Answer {
  return { stdout, stderr: `watchbill: ${reason}\n`, exitCode: 2 };
}
