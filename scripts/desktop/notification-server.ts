import dbus from 'dbus-next';

/** A notification as the desktop received it. */
export interface ReceivedNotice {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly at: number;
}

/** Plays the desktop's notification daemon and keeps what it was given. */
export interface NotificationServer {
  readonly received: readonly ReceivedNotice[];
  /** Ids of pop-ups that the app took away again, in order. */
  readonly closed: readonly number[];
  /** "Do not disturb", as the desktop tells it. */
  inhibit(is: boolean): void;
  /** How often somebody wanted to know. */
  asked(): number;
  /** Does what a click on the pop-up does. */
  click(id: number): void;
  dispose(): void;
}

const name = 'org.freedesktop.Notifications';
const { Interface } = dbus.interface;

/** The reason that the specification gives to a pop-up its app took away. */
const closedByApp = 3;

class Notifications extends Interface {
  readonly received: ReceivedNotice[] = [];
  readonly closed: number[] = [];
  inhibited = false;
  asked = 0;

  get Inhibited(): boolean {
    this.asked += 1;
    return this.inhibited;
  }

  Notify(_app: string, replaces: number, _icon: string, title: string, body: string): number {
    const id = replaces === 0 ? this.received.length + 1 : replaces;
    this.received.push({ id, title, body, at: Date.now() });
    return id;
  }

  GetCapabilities(): string[] {
    return ['body', 'body-markup', 'actions'];
  }

  GetServerInformation(): string[] {
    return ['Watchbill test desktop', 'Watchbill', '1', '1.2'];
  }

  CloseNotification(id: number): void {
    this.closed.push(id);
    this.NotificationClosed(id, closedByApp);
  }

  ActionInvoked(id: number, action: string): [number, string] {
    return [id, action];
  }

  NotificationClosed(id: number, reason: number): [number, number] {
    return [id, reason];
  }
}

Notifications.configureMembers({
  properties: { Inhibited: { signature: 'b', access: 'read' } },
  methods: {
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
  signals: {
    ActionInvoked: { signature: 'us' },
    NotificationClosed: { signature: 'uu' },
  },
});

/** Owns the notification daemon's name on a session bus. */
export async function startNotificationServer(
  busAddress: string,
  told: (notice: ReceivedNotice) => void = () => undefined,
): Promise<NotificationServer> {
  const bus = dbus.sessionBus({ busAddress });
  const server = new Notifications(name);
  const keep = server.received.push.bind(server.received);
  server.received.push = (...notices) => {
    const length = keep(...notices);
    notices.forEach(told);
    return length;
  };
  bus.export('/org/freedesktop/Notifications', server);
  await bus.requestName(name, 0);
  return {
    received: server.received,
    closed: server.closed,
    inhibit(is) {
      server.inhibited = is;
    },
    asked: () => server.asked,
    click(id) {
      server.ActionInvoked(id, 'default');
    },
    dispose() {
      bus.disconnect();
    },
  };
}
