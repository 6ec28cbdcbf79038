import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian packages by what they are for; each list is what a bare machine lacks. */
const packages = {
  build: ['g++', 'make', 'pkg-config', 'python3', 'libsecret-1-dev'],
  run: [
    'dbus',
    'dbus-x11',
    'xvfb',
    'xauth',
    'gnome-keyring',
    'libsecret-1-0',
    'libgtk-3-0',
    'libnss3',
    'libnotify4',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libxtst6',
    'libatspi2.0-0',
    'libdrm2',
    'libxshmfence1',
    'fonts-dejavu-core',
  ],
  test: [
    'chromium',
    'libsecret-tools',
    'postgresql-15',
    'trayer',
    'xdotool',
    'xfce4-panel',
    'xfwm4',
    'dunst',
    'adwaita-icon-theme',
    'imagemagick',
  ],
};

/** Sees that a Debian-like system has the libraries a task needs; elsewhere does nothing. */
export function ensureSystem(kinds) {
  if (process.platform !== 'linux') return;
  const missing = missingOf(kinds.flatMap((kind) => packages[kind]));
  if (missing === null || missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `These system packages are missing. Run this, then try again:\n\n  sudo ${install}\n`,
    );
  }
  console.error(`Installing system packages: ${missing.join(' ')}`);
  // A database cluster of the system's own is not wanted: tests make throw-away ones.
  if (missing.some((name) => name.startsWith('postgresql'))) keepClustersAway();
  apt(['update']);
  apt(install.split(' ').slice(1));
}

function keepClustersAway() {
  if (existsSync('/etc/postgresql-common/createcluster.conf')) return;
  apt(['update']);
  spawnSync('mkdir', ['-p', '/etc/postgresql-common']);
  spawnSync('sh', [
    '-c',
    "echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf",
  ]);
}

/** The names of what is not installed; null on a system that is no Debian. */
function missingOf(names) {
  const asked = spawnSync(
    'dpkg-query',
    ['-W', '-f', '${Package} ${Status}\n', ...names, ...names.map((name) => `${name}t64`)],
    {
      encoding: 'utf8',
    },
  );
  if (asked.error?.code === 'ENOENT') return null;
  const installed = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => line.endsWith('install ok installed'))
      .map((line) => line.split(' ')[0]),
  );
  // Newer releases renamed libraries to …t64.
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

function apt(args) {
  const result = spawnSync('apt-get', ['-q', '-o', 'Dpkg::Options::=--force-confold', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status !== 0)
    throw new Error(`apt-get ${args.join(' ')} failed; its messages are above.`);
}
