import type { Shot } from './shoot.ts';

/** The pictures that are kept in the project and compared with in every test run. */
export const kept: readonly Shot[] = [
  { name: 'glance', scene: 'schedule', page: 'glance', size: { width: 340, height: 400 } },
  { name: 'glance-stale', scene: 'stale', page: 'glance', size: { width: 340, height: 400 } },
];
