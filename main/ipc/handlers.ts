import type { Outcome } from '../../core/contract/failure.ts';
import type {
  CallInput,
  ConnectionReport,
  Handlers,
  ViewRequest,
} from '../../core/contract/ipc.ts';
import type { Preferences } from '../../core/contract/snapshot.ts';
import type { StepProgress } from '../../core/contract/writes.ts';
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
  readonly testConnection: (input: CallInput<'workspace.test'>) => Promise<ConnectionReport>;
  readonly changePreferences: (parts: Partial<Preferences>) => void;
  readonly testNotice: () => Promise<Outcome<null>>;
  readonly lastRequest: () => ViewRequest;
  readonly openWindow: (request: ViewRequest) => void;
  readonly diagnostics: () => string;
}

/** One function per call; each only names who does it. */
export function createHandlers(ports: HandlerPorts): Handlers {
  const { store, workspaces, writes } = ports;
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
    'workspace.test': (input) => ports.testConnection(input),
    'workspace.connect': async (input) => ({ workspaceId: await workspaces.connect(input) }),
    'workspace.sign-in': async ({ workspaceId, token }) => {
      await workspaces.signIn(workspaceId, token);
      return null;
    },
    'workspace.remove': async ({ workspaceId }) => valueOf(await workspaces.remove(workspaceId)),
    'workspace.change': (input) => {
      workspaces.change(input);
      return null;
    },
    'preferences.change': (parts) => {
      ports.changePreferences(given(parts));
      return null;
    },
    'notices.test': async () => valueOf(await ports.testNotice()),
    'window.open': ({ screen }) => {
      ports.openWindow({ screen, workspaceId: null, teamId: null, at: null });
      return null;
    },
    'diagnostics.read': () => ports.diagnostics(),
  };
}

function given(parts: CallInput<'preferences.change'>): Partial<Preferences> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined),
  ) as Partial<Preferences>;
}
