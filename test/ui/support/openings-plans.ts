import { people } from '../../support/sample-snapshot.ts';
import type { Openings } from './openings.ts';
import { press, all, jonas, plan, words, picked, typed, ics, leave, of } from './openings.ts';

export const plans: Openings = {
  'a rotation': { open: plan('Build rotation…'), seen: words(/^12 turns as/) },
  'a rotation in business hours without holidays': {
    open: all(
      plan('Build rotation…'),
      picked('Hours', 'business'),
      (screen) => screen.getByText(/^Holidays to leave out/).click(),
      picked('Public holidays of', 'PT'),
    ),
    seen: (screen) => screen.getByRole('checkbox', { name: /Natal/ }),
    part: 'main ~ aside',
  },
  'what a rotation does with the entries there are': {
    open: all(plan('Build rotation…'), (screen) =>
      screen.getByRole('radio', { name: 'Make room in these days' }).click(),
    ),
    seen: words(/^12 turns as/),
    part: 'main ~ aside',
  },
  'a rotation around the sun': {
    open: all(plan('Build rotation…'), picked('Hours', 'sun'), press('Add a group')),
    seen: words('Choose at least one member.'),
    part: 'main ~ aside',
  },
  'a cover': {
    open: all(jonas, press('Cover this shift…'), picked('Covered by', people.mira.id)),
    seen: (screen) => screen.getByRole('region', { name: 'What changes hands' }),
  },
  'a cover of exact times': {
    open: all(
      plan('Cover…'),
      picked('Who needs cover', people.jonas.id),
      typed('First day', '2026-11-24'),
      picked('Covered by', people.mira.id),
      (screen) => screen.getByText('Advanced').click(),
      (screen) => screen.getByRole('switch', { name: 'Exact times' }).click(),
    ),
    seen: (screen) => screen.getByLabelText('Start, time'),
    part: 'main ~ aside',
  },
  'a swap': {
    open: all(
      plan('Swap…'),
      picked('First person', people.ana.id),
      typed('First day', '2026-11-23'),
      picked('Second person', people.jonas.id),
      (screen) =>
        screen
          .getByRole('group', { name: 'Gives in return' })
          .getByLabelText('First day')
          .fill('2026-11-24'),
    ),
    seen: (screen) => screen.getByRole('region', { name: 'What changes hands' }),
  },
  'leave, with what it runs into': {
    snapshot: of({ leave }),
    open: plan('Leave…'),
    seen: (screen) => screen.getByRole('region', { name: 'Leave ahead' }),
  },
  'an import of leave': {
    open: all(plan('Leave…'), (screen) =>
      screen
        .getByLabelText('Import from a calendar or table')
        .upload(new File([ics('20261221')], 'team.ics', { type: 'text/calendar' })),
    ),
    seen: (screen) => screen.getByRole('region', { name: 'Leave in team.ics' }),
    part: 'main ~ aside',
  },
};
