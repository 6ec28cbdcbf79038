import type { Outcome } from '../../core/contract/failure.ts';
import type {
  About,
  CallInput,
  ConnectionReport,
  Handlers,
  ViewRequest,
} from '../../core/contract/ipc.ts';
import type { Preferences } from '../../core/contract/snapshot.ts';
import type { StepProgress } from '../../core/contract/writes.ts';
import type { ConnectionTest } from '../connection-test.ts';
import { importNames } from '../import-names.ts';
import type { Sessions } from '../sessions.ts';
import type { Store } from '../store.ts';
import type { Workspaces } from '../workspaces.ts';
import type { Writes } from '../writes.ts';
import { valueOf } from './serve.ts';
import { createWriteHandlers } from './write-handlers.ts';

/** What the calls of windows are answered with. */
export interface HandlerPorts {
  readonly store: Store;
  readonly workspaces: Workspaces;
  readonly refresh: (workspaceId: string | null) => Promise<void>;
  readonly writes: Promise<Writes>;
  readonly progressed: (progress: StepProgress) => void;
  readonly sessions: Sessions;
  readonly testConnection: (input: ConnectionTest) => Promise<ConnectionReport>;
  readonly changePreferences: (parts: Partial<Preferences>) => void;
  readonly testNotice: () => Promise<Outcome<null>>;
  readonly lastRequest: () => ViewRequest;
  readonly openWindow: (request: ViewRequest) => void;
  readonly diagnostics: () => string;
  readonly copy: (text: string) => void;
  readonly about: () => Promise<About>;
  readonly saveFile: (name: string, text: string) => Promise<Outcome<string | null>>;
}

/** One function per call; each only names who does it. */
export function createHandlers(ports: HandlerPorts): Handlers {
  const { store, workspaces, sessions, writes } = ports;
  return {
    'snapshot.read': () => store.read(),
    'view.read': () => ports.lastRequest(),
    'sync.refresh': async ({ workspaceId }) => {
      await ports.refresh(workspaceId);
      return null;
    },
    'entry.create': async (input) => valueOf(await (await writes).create(input)),
    'entry.update': async (input) => valueOf(await (await writes).update(input)),
    'entry.delete': async (input) => valueOf(await (await writes).remove(input)),
    ...createWriteHandlers(ports),
    'account.sign-in': async (input) => valueOf(await sessions.open(input)),
    'workspace.test': (input) => {
      const token = valueOf(sessions.tokenFor(input.token, input.addresses));
      return ports.testConnection({ ...input, token });
    },
    'workspace.connect': async (input) => ({
      workspaceId: valueOf(await sessions.connect(input)),
    }),
    'workspace.sign-in': async ({ workspaceId, token }) => {
      await workspaces.signIn(workspaceId, token);
      return null;
    },
    'workspace.sign-in-with-password': async (input) => valueOf(await sessions.signIn(input)),
    'workspace.sign-out': async ({ workspaceId }) => valueOf(await sessions.signOut(workspaceId)),
    'workspace.remove': async ({ workspaceId }) => valueOf(await workspaces.remove(workspaceId)),
    'workspace.move': async ({ workspaceId, addresses }) =>
      valueOf(await workspaces.move(workspaceId, addresses)),
    'workspace.change': (input) => {
      workspaces.change(input);
      return null;
    },
    'names.import': (input) => importNames(input, store, workspaces),
    'preferences.change': (parts) => {
      ports.changePreferences(given(parts));
      return null;
    },
    'notices.test': async () => valueOf(await ports.testNotice()),
    'window.open': ({ screen }) => {
      ports.openWindow({ screen, workspaceId: null, teamId: null, at: null });
      return null;
    },
    'about.read': () => ports.about(),
    'diagnostics.read': () => ports.diagnostics(),
    'diagnostics.copy': () => {
      const text = ports.diagnostics();
      ports.copy(text);
      return text;
    },
    'file.save': async ({ name, text }) => ({ savedAs: valueOf(await ports.saveFile(name, text)) }),
  };
}

function given(parts: CallInput<'preferences.change'>): Partial<Preferences> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined),
  ) as Partial<Preferences>;
}
