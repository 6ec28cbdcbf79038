import { judge, screens } from '../support/screens.ts';

judge(screens.schedule);
