import type { MenuItem, TrayView } from '../../core/tray/view.ts';

/** Prints what the tray shows each time it changes, for runs that nobody can see. */
export function printTray(write: (text: string) => void): (view: TrayView) => void {
  let printed = '';
  return (view) => {
    const text = [
      `[${view.icon.body}${view.icon.badge === null ? '' : `, ${view.icon.badge}`}] ${view.tooltip}`,
      ...view.menu.flatMap(linesOf),
    ].join('\n');
    if (text === printed) return;
    printed = text;
    write(`${text}\n\n`);
  };
}

function linesOf(item: MenuItem): string[] {
  switch (item.kind) {
    case 'separator':
      return ['  ──'];
    case 'submenu':
      return [
        `  ${item.label} ▸ ${item.items.flatMap((inner) => (inner.kind === 'action' ? [inner.label] : [])).join(' / ')}`,
      ];
    default:
      return [`  ${item.label}`];
  }
}
