import { mount } from 'svelte';
import '../theme/tokens.css';
import '../theme/base.css';
import { pageRoad } from '../bridge.svelte.ts';
import { systemClock } from '../state/ticking.ts';
import Settings from './Settings.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no place for the app');
mount(Settings, { target, props: { road: pageRoad(), clock: systemClock } });
