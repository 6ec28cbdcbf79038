import dbus, { type MessageBus, type Variant } from 'dbus-next';

/** A line of a tray menu, as it stands on the bus. */
export interface BusMenuItem {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly separator: boolean;
  readonly children: readonly BusMenuItem[];
}

/** What a desktop panel sees of a tray icon. */
export interface BusTray {
  readonly tooltip: string;
  readonly pixmaps: readonly {
    readonly width: number;
    readonly height: number;
    readonly bytes: Buffer;
  }[];
  readonly menu: readonly BusMenuItem[];
}

/** Plays the panel: takes tray icons in, reads them back, clicks their menus. */
export interface TrayWatcher {
  /** Null until an app has put an icon there. */
  read(): Promise<BusTray | null>;
  /** Clicks the first menu line with this label; false when there is none. */
  click(label: string): Promise<boolean>;
  /** Sends what a left click on the icon sends. */
  activate(): Promise<void>;
  /** How often an app said that something of its icon is new. */
  changes(): Readonly<Record<TrayPart, number>>;
  dispose(): void;
}

/** What a panel is told to read anew. */
export type TrayPart = 'menu' | 'icon' | 'tooltip';

const { Interface } = dbus.interface;
const watcherName = 'org.kde.StatusNotifierWatcher';
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';

const tellsOf: Readonly<Record<string, TrayPart>> = {
  [`${menuInterface}.LayoutUpdated`]: 'menu',
  [`${itemInterface}.NewIcon`]: 'icon',
  [`${itemInterface}.NewToolTip`]: 'tooltip',
};

class Watcher extends Interface {
  readonly items: string[] = [];
  readonly ProtocolVersion = 0;
  readonly IsStatusNotifierHostRegistered = true;

  get RegisteredStatusNotifierItems(): string[] {
    return this.items;
  }

  RegisterStatusNotifierItem(service: string): void {
    this.items.push(service);
  }

  RegisterStatusNotifierHost(): void {
    // This watcher is its own host.
  }
}

Watcher.configureMembers({
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
  },
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
});

/** Owns the watcher's name on a session bus; must run before the app starts. */
export async function startTrayWatcher(busAddress: string): Promise<TrayWatcher> {
  const bus = dbus.sessionBus({ busAddress });
  const watcher = new Watcher(watcherName);
  bus.export('/StatusNotifierWatcher', watcher);
  await bus.requestName(watcherName, 0);
  const changes = await countChanges(bus);
  const item = () => watcher.items.at(-1) ?? null;
  return {
    async read() {
      const service = item();
      if (service === null || !(await isOnBus(bus, service))) return null;
      return readItem(bus, service).catch(nullWhereGone);
    },
    async click(label) {
      const service = item();
      if (service === null) return false;
      // A menu drawn anew between reading and clicking has other ids: the old one reaches nothing.
      for (let tries = 0; tries < 5; tries += 1) {
        const target = find(await readMenu(bus, service), label);
        if (target === null) return false;
        if (await clicked(bus, service, target.id)) return true;
      }
      return false;
    },
    async activate() {
      const service = item();
      if (service !== null)
        await call(bus, service, '/StatusNotifierItem', itemInterface, 'Activate', 'ii', [0, 0]);
    },
    changes: () => ({ ...changes }),
    dispose() {
      bus.disconnect();
    },
  };
}

async function readItem(bus: MessageBus, service: string): Promise<BusTray> {
  const [tooltip, pixmaps, menu] = await Promise.all([
    property(bus, service, 'ToolTip'),
    property(bus, service, 'IconPixmap'),
    readMenu(bus, service),
  ]);
  const [, , title, text] = tooltip as [string, unknown, string, string];
  return {
    tooltip: text === '' ? title : text,
    pixmaps: (pixmaps as [number, number, Buffer][]).map(([width, height, bytes]) => ({
      width,
      height,
      bytes,
    })),
    menu,
  };
}

/** An app may end between two questions. */
function nullWhereGone(error: unknown): null {
  if (error instanceof dbus.DBusError && /\.(ServiceUnknown|NoReply)$/.test(error.type))
    return null;
  throw error;
}

/** Listens to what apps say of their icons, from now on. */
async function countChanges(bus: MessageBus): Promise<Readonly<Record<TrayPart, number>>> {
  const counts = { menu: 0, icon: 0, tooltip: 0 };
  bus.on('message', (message: dbus.Message) => {
    const part = tellsOf[`${message.interface}.${message.member}`];
    if (part !== undefined) counts[part] += 1;
  });
  for (const signals of [menuInterface, itemInterface])
    await onBus(bus, 'AddMatch', `type='signal',interface='${signals}'`);
  return counts;
}

/** False where the menu has no such line (any more). */
async function clicked(bus: MessageBus, service: string, id: number): Promise<boolean> {
  const at = Math.floor(Date.now() / 1_000);
  const event = [id, 'clicked', new dbus.Variant('s', ''), at];
  try {
    await call(bus, service, await menuPath(bus, service), menuInterface, 'Event', 'isvu', event);
    return true;
  } catch (error) {
    // An app that ends on it takes the click with it, and its answer.
    if (error instanceof dbus.DBusError) return error.type.endsWith('.NoReply');
    throw error;
  }
}

/** An app that ended leaves its name behind. */
async function isOnBus(bus: MessageBus, name: string): Promise<boolean> {
  const [owned] = await onBus(bus, 'NameHasOwner', name);
  return owned === true;
}

/** Asks the bus itself. */
function onBus(bus: MessageBus, member: string, text: string): Promise<unknown[]> {
  const itself = 'org.freedesktop.DBus';
  return call(bus, itself, '/org/freedesktop/DBus', itself, member, 's', [text]);
}

function find(items: readonly BusMenuItem[], label: string): BusMenuItem | null {
  for (const item of items) {
    if (item.label === label) return item;
    const inner = find(item.children, label);
    if (inner !== null) return inner;
  }
  return null;
}

async function readMenu(bus: MessageBus, service: string): Promise<readonly BusMenuItem[]> {
  const path = await menuPath(bus, service);
  const [, root] = (await call(bus, service, path, menuInterface, 'GetLayout', 'iias', [
    0,
    -1,
    [],
  ])) as [number, MenuNode];
  return root[2].map((child) => menuItem(child.value as MenuNode));
}

type MenuNode = [number, Record<string, Variant>, Variant[]];

function menuItem([id, properties, children]: MenuNode): BusMenuItem {
  return {
    id,
    // Underscores mark keyboard mnemonics on this bus; a doubled one is a real one.
    label: String(properties['label']?.value ?? '').replaceAll(/_(.)/g, '$1'),
    enabled: properties['enabled']?.value !== false,
    separator: properties['type']?.value === 'separator',
    children: children.map((child) => menuItem(child.value as MenuNode)),
  };
}

async function menuPath(bus: MessageBus, service: string): Promise<string> {
  return String(await property(bus, service, 'Menu'));
}

async function property(bus: MessageBus, service: string, name: string): Promise<unknown> {
  const reply = await call(
    bus,
    service,
    '/StatusNotifierItem',
    'org.freedesktop.DBus.Properties',
    'Get',
    'ss',
    [itemInterface, name],
  );
  return (reply[0] as Variant).value;
}

async function call(
  bus: MessageBus,
  destination: string,
  path: string,
  iface: string,
  member: string,
  signature: string,
  body: unknown[],
): Promise<unknown[]> {
  const reply = await bus.call(
    new dbus.Message({ destination, path, interface: iface, member, signature, body }),
  );
  return (reply?.body ?? []) as unknown[];
}
