/** The one platform class core uses: every runtime Watchbill runs on has it. */
declare class URL {
  constructor(text: string, base?: string);
  readonly protocol: string;
  readonly hostname: string;
  readonly origin: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
  readonly pathname: string;
  readonly href: string;
}
