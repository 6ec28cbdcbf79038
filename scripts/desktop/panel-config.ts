import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes how the panel and the notices look, into the home of their desktop. */
export function writePanelConfig(home: string, theme: 'light' | 'dark'): void {
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
