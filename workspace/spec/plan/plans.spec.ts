import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { LoadedPlan } from '../../lib/entry/source-plan.js';
import { openPlans, type PlanNews } from '../../lib/plan/plans.js';
import { aFolder } from '../config/a-folder.js';
import { post } from '../post.js';
import { start } from '../started.js';
import { anOrder, aPlan, aPlanDocument, aRule, ORDER } from './a-plan.js';

const FILE = 'plan.json';
const GOOD = JSON.stringify(aPlanDocument());
const WITH_REFUND = JSON.stringify(aPlanDocument({ rules: [ORDER, aRule('Order Refunded', {})] }));

describe('a workspace with a plan', () => {
  it('says which plan each source has', async () => {
    const file = join(aFolder({ [FILE]: GOOD }), FILE);
    const workspace = await start({
      sources: [{ name: 'shop', plan: file }, { name: 'app', plan: aPlan() }, { name: 'other' }],
    });

    const about = (await (await fetch(`${workspace.url}/api/workspace`)).json()) as object;

    const shared = { plan: 'Shop', rules: 1, trouble: null };
    const plans = [
      { source: 'shop', sourceId: 'shop', file, ...shared },
      { source: 'app', sourceId: 'app', file: null, ...shared },
    ];
    expect(about).toMatchObject({ plans, sources: [{ name: 'shop' }, {}, {}] });
    expect(workspace.plans).toEqual(plans);
    expect(JSON.stringify(workspace.sources)).not.toContain('plan');
  });

  it('holds the source of all keys to it, and those that name none of their own', async () => {
    expect((await start({ plan: aPlan() })).plans).toMatchObject([{ source: 'default' }]);
    const own = aPlan({ name: 'Own' });
    const sources = [{ name: 'a' }, { name: 'b', plan: own }];
    expect((await start({ plan: aPlan(), sources })).plans).toMatchObject([
      { source: 'a', plan: 'Shop' },
      { source: 'b', plan: 'Own' },
    ]);
  });

  it.each([
    ['no file', undefined, /plan\.json: The file can't be read: .*ENOENT/],
    ['no JSON', '{\n"name": }', /plan\.json:2: The file is no JSON/],
    ['a wrong rule', '{"name":"Shop",\n"rules":[{}]}', /plan\.json:2: rules\[0\]/],
  ])('does not start with a plan that is %s, and says where', async (_what, text, message) => {
    const folder = aFolder(text === undefined ? {} : { [FILE]: text });
    const plan = join(folder, FILE);
    await expect(start({ plan })).rejects.toMatchObject({
      code: 'invalid-plan',
      message: expect.stringMatching(message),
    });
  });

  it('does not start with the document of a plan in its place', async () => {
    const plan = aPlanDocument() as unknown as LoadedPlan;
    await expect(start({ plan })).rejects.toThrow(
      'startWorkspace: the plan of default must be a path, or what loadPlan of waybill/plan gives.',
    );
  });

  it('does not start with a sourceId that its plan has not, and names those that it has', async () => {
    const plan = aPlan({ connections: [{ sourceId: 'src_1' }] });
    const sources = [{ name: 'shop', plan, sourceId: 'src_2' }];
    await expect(start({ sources })).rejects.toThrow(
      'startWorkspace: the sourceId of shop must be one of its plan, Shop, which has src_1; found "src_2".',
    );
  });
});

describe('a plan whose file changes', () => {
  async function aWorkspace() {
    const file = join(aFolder({ [FILE]: GOOD }), FILE);
    const news: PlanNews[] = [];
    let wake = (): void => undefined;
    const workspace = await start({
      plan: file,
      onPlanChange: (one) => {
        news.push(one);
        wake();
      },
    });
    const told = async (): Promise<PlanNews> => {
      while (news.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return news.shift() as PlanNews;
    };
    // As editors do it, and so that no half of it is read.
    const write = (text: string): void => {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    };
    return { workspace, file, told, write };
  }

  it('is read again, and what came before is judged by it', async () => {
    const { workspace, file, told, write } = await aWorkspace();
    await post(workspace, { body: { batch: [{ ...anOrder(), event: 'Order Refunded' }] } });
    expect(workspace.violations().unplannedEvents).toHaveLength(1);

    write(WITH_REFUND);

    expect(await told()).toEqual({ file, trouble: undefined });
    expect(workspace.violations()).toMatchObject({
      sources: [{ rules: 2, checked: 1, violating: 0 }],
      unplannedEvents: [],
    });
    expect(workspace.query({ violation: 'Unplanned Event' })).toEqual([]);
  });

  it('counts as it was last good, while it can not be read, and says why', async () => {
    const { workspace, file, told, write } = await aWorkspace();

    write('{ "name":');

    const trouble = expect.stringMatching(/plan\.json:1: The file is no JSON/);
    expect(await told()).toEqual({ file, trouble });
    expect(workspace.plans).toMatchObject([{ rules: 1, trouble }]);
    await post(workspace, { body: { batch: [anOrder({ total: 'x' })] } });
    expect(workspace.violations().violations).toHaveLength(1);
    write(WITH_REFUND);
    expect(await told()).toEqual({ file, trouble: undefined });
    expect(workspace.plans).toMatchObject([{ rules: 2, trouble: null }]);
  });
});

describe('opening plans', () => {
  it('reads a file once for all its sources', async () => {
    const file = join(aFolder({ [FILE]: GOOD }), FILE);
    const plans = await openPlans([
      { source: 'a', plan: file },
      { source: 'b', plan: file },
    ]);
    expect(plans.of('a')?.plan).toBe(plans.of('b')?.plan);
  });

  it('needs nothing where there are none', async () => {
    const plans = await openPlans([]);
    expect(plans.isEmpty).toBe(true);
    expect(plans.judge({ type: 'track' }, 'a')).toBeUndefined();
  });
});
