import { SvelteGantt, SvelteGanttTable } from 'svelte-gantt';
import { bench, plainData } from './lab.ts';
import { month } from './workload.ts';

const data = plainData();

interface Prepared {
  readonly rows: { id: number; label: string }[];
  readonly tasks: { id: number; resourceId: number; label: string; from: number; to: number }[];
}

let prepared: Prepared = { rows: [], tasks: [] };

bench({
  prepare(people) {
    data.prepare(people);
    let id = 0;
    const rows = data.rows();
    prepared = {
      rows: rows.map(({ name }, i) => ({ id: i, label: name })),
      tasks: rows.flatMap(({ shifts }, resourceId) =>
        shifts.map(({ start, end }) => ({
          id: (id += 1),
          resourceId,
          label: new Date(start).toISOString().slice(11, 13),
          from: start,
          to: end,
        })),
      ),
    };
  },
  // Its lightest setting: canvas columns, a column a day, fixed rows of the same height.
  mount(target) {
    new SvelteGantt({
      target,
      props: {
        ...prepared,
        from: month.start,
        to: month.end,
        fitWidth: true,
        minWidth: 800,
        columnUnit: 'day',
        columnOffset: 1,
        headers: [{ unit: 'day', format: 'dayinMonth' }],
        dateAdapter: { format: (date: number) => String(new Date(date).getUTCDate()) },
        rowHeight: 46,
        rowPadding: 7,
        tableWidth: 180,
        tableHeaders: [{ title: 'Member', property: 'label', width: 180 }],
        ganttTableModules: [SvelteGanttTable],
      },
    });
  },
  scroller: (target) => target.querySelector<HTMLElement>('.sg-timeline-body') ?? target,
});
