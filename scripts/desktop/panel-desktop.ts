import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPrivateDesktop, type PrivateDesktop } from './private-desktop.ts';

/** A private desktop with a real XFCE panel, window manager and notification daemon on it. */
export interface PanelDesktop {
  readonly desktop: PrivateDesktop;
  readonly env: Readonly<Record<string, string | undefined>>;
  dispose(): Promise<void>;
}

/** Starts it with a light or a dark panel along the top: window list, clock, status icons. */
export async function startPanelDesktop(theme: 'light' | 'dark'): Promise<PanelDesktop> {
  const home = mkdtempSync(path.join(tmpdir(), 'watchbill-panel-'));
  writePanelConfig(home, theme);
  const desktop = await startPrivateDesktop({ keyring: true, screen: '1280x800x24', home });
  const env = {
    ...process.env,
    ...desktop.env,
    TZ: 'Europe/Lisbon',
    LANG: 'en_GB.UTF-8',
    GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
  };
  const children: ChildProcess[] = [];
  const run = (command: string, ...args: string[]) => {
    children.push(spawn(command, args, { env, stdio: 'ignore' }));
  };
  run('xfwm4', '--compositor=off');
  await sleep(800);
  const background = path.join(home, 'background.png');
  run('convert', '-size', '1280x800', `xc:${theme === 'dark' ? '#2b3242' : '#c9cfdd'}`, background);
  await sleep(700);
  run('display', '-window', 'root', background);
  run('xfce4-panel', '--disable-wm-check');
  run('dunst', '-config', path.join(home, 'dunstrc'));
  await sleep(3_000);
  return {
    desktop,
    env,
    async dispose() {
      for (const child of children.reverse()) child.kill();
      await sleep(300);
      await desktop.dispose();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function writePanelConfig(home: string, theme: 'light' | 'dark'): void {
  const folder = path.join(home, '.config/xfce4/xfconf/xfce-perchannel-xml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'xfce4-panel.xml'), panelXml(theme));
  writeFileSync(path.join(home, 'dunstrc'), dunstrc(theme));
}

const panelXml = (theme: 'light' | 'dark') => `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="${theme === 'dark'}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/><value type="int" value="2"/><value type="int" value="4"/><value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="icon-size" type="int" value="22"/>
      <property name="square-icons" type="bool" value="true"/>
    </property>
    <property name="plugin-4" type="string" value="clock">
      <property name="digital-layout" type="uint" value="3"/>
      <property name="digital-time-format" type="string" value="%a %d %b %H:%M"/>
    </property>
  </property>
</channel>
`;

const dunstrc = (theme: 'light' | 'dark') => `[global]
    font = DejaVu Sans 11
    width = 360
    offset = 16x48
    frame_width = 1
    frame_color = "${theme === 'dark' ? '#3a4256' : '#d5dae5'}"
    corner_radius = 0
    show_indicators = no
    padding = 12
    horizontal_padding = 14
    markup = full
    format = "<b>%s</b>\\n%b"
[urgency_normal]
    background = "${theme === 'dark' ? '#1b212c' : '#ffffff'}"
    foreground = "${theme === 'dark' ? '#e8ebf2' : '#1d2330'}"
    timeout = 0
`;
