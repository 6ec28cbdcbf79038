import { snapshotWith, workspaceWith } from '../../support/sample-snapshot.ts';
import type { Answers } from './pages.ts';
import type { Opening, Openings } from './openings.ts';
import { all, dialog, of, press, typed, words } from './openings.ts';

const { teams, members } = workspaceWith();
const answers: Answers = {
  'workspace.test': ({ customerIds }) => ({
    checks: [
      { name: 'read', result: 'answered', failure: null, found: customerIds.length > 0 ? 8 : null },
      { name: 'write', result: 'answered', failure: null, found: null },
      { name: 'roster', result: 'answered', failure: null, found: teams.length },
      { name: 'signIn', result: 'answered', failure: null, found: null },
    ],
    roster: { me: 'a-sam', teams, members },
  }),
};

export const sample = of({
  id: 'local',
  name: 'Sample',
  kind: 'local',
  sample: true,
  token: 'embedded',
  me: null,
});

const open = press('Connect PingHome');
const entered = all(open, typed('PingHome token', 'secret'), press('Next'));
const step = (part: Omit<Opening, 'part'>): Opening => ({
  snapshot: snapshotWith([]),
  answers,
  part: '[role=dialog]',
  ...part,
});

/** The first run: what is said first, and each step of connecting. */
export const firsts: Openings = {
  welcome: { snapshot: sample, seen: words('Welcome to Watchbill') },
  'the sample once it is known': {
    snapshot: sample,
    open: press('Just look'),
    seen: words('Sample.'),
  },
  'connecting over the sample': {
    ...step({ open, seen: dialog('Connect PingHome') }),
    snapshot: sample,
  },
  'a token': step({ open, seen: (screen) => screen.getByLabelText('PingHome token') }),
  'what is wrong with what was entered': step({
    open: all(
      open,
      (screen) => screen.getByRole('radio', { name: 'Own addresses' }).click(),
      typed('Schedule writes', 'http://pinghome.example/v1'),
      press('Next'),
    ),
    seen: words('Paste the token.'),
  }),
  'e-mail and password': step({
    open: all(open, (screen) => screen.getByRole('radio', { name: 'E-mail and password' }).click()),
    seen: (screen) => screen.getByLabelText('Password'),
  }),
  'what to watch': step({
    open: entered,
    seen: (screen) => screen.getByLabelText('Customer ids'),
  }),
  'who I am': step({
    open: all(entered, press('Next')),
    seen: (screen) => screen.getByRole('status', { name: 'What answered' }),
  }),
};
