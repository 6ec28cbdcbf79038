/** What `--help` prints. */
export const helpText = `Watchbill shows who is on call.

  watchbill                        open the app, or its window when it runs already
  watchbill --who [--json]         who is on call, until when, and who is next
  watchbill --next me              my shift now and my next one
  watchbill --check [--team T] [--days N]
                                   gaps against the coverage contracts; N is 7 unless given
  watchbill --version
  watchbill --help

The questions are answered from what the app read last, without network and without a display.
Exit codes: 0 fine · 1 a gap was found · 2 unreadable, incomplete, or nothing read yet.
`;
