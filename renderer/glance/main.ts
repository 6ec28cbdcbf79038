import { mount } from 'svelte';
import '../theme/tokens.css';
import '../theme/base.css';
import { pageRoad } from '../bridge.svelte.ts';
import { systemClock } from '../state/ticking.ts';
import Glance from './Glance.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no place for the app');
mount(Glance, { target, props: { road: pageRoad(), clock: systemClock } });
