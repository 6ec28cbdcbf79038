import type { ViewRequest } from '../core/contract/ipc.ts';
import type { Preferences, Snapshot } from '../core/contract/snapshot.ts';
import { muteUntil } from '../core/tray/mute.ts';
import type { Instant } from '../core/time/instant.ts';

export interface MenuActionPorts {
  readonly open: (request: ViewRequest) => void;
  readonly refresh: () => void;
  readonly copyWhoIsOnCall: () => void;
  readonly changePreferences: (parts: Partial<Preferences>) => void;
  readonly snapshot: () => Snapshot;
  readonly now: () => Instant;
  readonly quit: () => void;
}

/** Does what a chosen line of the tray's menu says; ids are those of `core/tray/menu.ts`. */
export function menuActions(ports: MenuActionPorts): (id: string) => void {
  const screen = (name: ViewRequest['screen'], workspaceId: string | null = null) => {
    ports.open({ screen: name, workspaceId, teamId: null, at: null });
  };
  const mute = (choice: '1h' | 'tomorrow') => {
    const { zone } = ports.snapshot().viewer;
    ports.changePreferences({ mutedUntil: muteUntil(choice, zone, ports.now()) });
  };
  return (id) => {
    const [kind = '', workspaceId = null, ...rest] = id.split(':');
    // A team's own id may hold colons; a team that is not known has none.
    const teamId = rest.length === 0 || rest.join(':') === '' ? null : rest.join(':');
    switch (kind) {
      case 'open':
      case 'more':
        screen('schedule');
        return;
      case 'refresh':
        ports.refresh();
        return;
      case 'copy':
        ports.copyWhoIsOnCall();
        return;
      case 'mute':
        mute(workspaceId === 'tomorrow' ? 'tomorrow' : '1h');
        return;
      case 'unmute':
        ports.changePreferences({ mutedUntil: null });
        return;
      case 'settings':
        screen('settings');
        return;
      case 'connect':
        screen('connect');
        return;
      case 'sign-in':
        screen('sign-in', workspaceId);
        return;
      case 'workspace':
        screen('schedule', workspaceId);
        return;
      case 'team':
        ports.open({ screen: 'schedule', workspaceId, teamId, at: null });
        return;
      case 'quit':
        ports.quit();
    }
  };
}
