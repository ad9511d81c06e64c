import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Change, ExperimentConfig } from '@telltale/protocol';
import type { Document, Documents } from '@telltale/store';
import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';
import { type Experiment, experimentSchema, isRunning, tagFormOf } from './experiment.ts';

/** An experiment and who wrote it when. */
export interface KeptExperiment extends Experiment {
  siteId: string;
  /** 1 for the first; a change makes the next. */
  version: number;
  /** `person:<id>` or `key:<id>`. */
  changedBy: string;
  /** Epoch ms. */
  changedAt: number;
}

interface Place {
  siteId: string;
  id: string;
  author: string;
}

/** The experiments of all sites: documents in the store, and those that run in memory, for a tag never waits for the store. */
export interface Experiments {
  /** What the tag of a site carries now, in the order of their ids. */
  running(siteId: string): readonly ExperimentConfig[];
  /** Those of them that are for a saved segment, by both ids. */
  segmented(siteId: string): readonly { id: string; segment: string }[];
  /** In the order of their ids. @throws StoreError */
  list(siteId: string): Promise<KeptExperiment[]>;
  /** @throws StoreError */
  byId(siteId: string, id: string): Promise<KeptExperiment | undefined>;
  /** 0 as `expectedVersion` makes a new one. @throws StoreError `conflict` when somebody else was faster */
  write(
    experiment: Experiment,
    place: { siteId: string; author: string; expectedVersion?: number },
  ): Promise<KeptExperiment>;
  /**
   * Keeps the changes of one variant of a draft; a variant that there is none of is made, with weight 1.
   * @throws Refusal 404 where there is no such experiment, 409 where it is no draft; StoreError `conflict`
   */
  saveChanges(of: Place & { variantId: string; changes: Change[] }): Promise<KeptExperiment>;
  /** @throws StoreError `conflict` */
  remove(place: Place): Promise<void>;
  /** Reads which run from the store. @throws StoreError */
  refresh(): Promise<void>;
}

interface ExperimentsOptions {
  /** Folder of the copy that serves while the store is away. */
  folder: string;
  /** @throws Refusal while the store cannot be reached. */
  documents: () => Documents;
  nowMs: () => number;
}

const KIND = 'experiment';

const keptOf = ({ siteId, body, version, author, createdAt }: Document): KeptExperiment => ({
  ...experimentSchema.parse(body),
  siteId,
  version,
  changedBy: author,
  changedAt: createdAt,
});

const copySchema = z.array(z.object({ siteId: z.string(), experiment: experimentSchema }));

/** Opens the experiments with the copy of those that last ran. */
export const openExperiments = async ({ folder, documents, nowMs }: ExperimentsOptions): Promise<Experiments> => {
  const file = path.join(folder, 'experiments.json');
  let active: { siteId: string; experiment: Experiment }[] = [];
  /** How many were written here so far. */
  let writes = 0;

  const saveCopy = async () => {
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify(active));
      await rename(`${file}.new`, file);
    } catch {
      // Without a copy no experiment runs after a start while the store is away; that is all a full disk may cost here.
    }
  };
  const take = (all: readonly { siteId: string; experiment: Experiment }[]) => {
    active = all.filter(({ experiment }) => experiment.state === 'running');
  };
  const remember = async (siteId: string, id: string, experiment: Experiment | undefined) => {
    writes += 1;
    const others = active.filter((one) => one.siteId !== siteId || one.experiment.id !== id);
    take(experiment ? [...others, { siteId, experiment }] : others);
    await saveCopy();
  };
  const read = async (): Promise<void> => {
    const before = writes;
    const found = await documents().list({ kind: KIND });
    // What was written while the list was on its way may not be on it.
    if (writes !== before) return read();
    const shown = JSON.stringify(active);
    take(found.map(({ siteId, body }) => ({ siteId, experiment: experimentSchema.parse(body) })));
    if (JSON.stringify(active) !== shown) await saveCopy();
  };

  const byId = async (siteId: string, id: string) => {
    const found = await documents().get({ kind: KIND, siteId, id });
    return found && keptOf(found);
  };
  const write: Experiments['write'] = async (experiment, { siteId, ...written }) => {
    const body = experimentSchema.parse(experiment);
    const kept = keptOf(await documents().put({ kind: KIND, siteId, id: body.id, body, ...written }));
    await remember(siteId, body.id, body);
    return kept;
  };

  try {
    take(copySchema.parse(JSON.parse(await readFile(file, 'utf8'))));
  } catch {
    // Missing on a first start; damaged, it is written again as soon as the store answers.
  }
  const running = (siteId: string): Experiment[] =>
    active
      .filter((one) => one.siteId === siteId && isRunning(one.experiment, nowMs()))
      .map(({ experiment }) => experiment)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    running: (siteId) => running(siteId).map(tagFormOf),
    segmented: (siteId) =>
      running(siteId).flatMap(({ id, audience: { segment } = {} }) => (segment === undefined ? [] : { id, segment })),
    list: async (siteId) => (await documents().list({ kind: KIND, siteId })).map(keptOf),
    byId,
    write,
    saveChanges: async ({ siteId, id, variantId, changes, author }) => {
      const kept = await byId(siteId, id);
      if (!kept)
        throw new Refusal(404, 'unknown_experiment', `This site has no experiment "${id.slice(0, 60)}".`, {
          path: 'experiment',
        });
      if (kept.state !== 'draft')
        throw new Refusal(
          409,
          'has_started',
          `"${id}" is ${kept.state}: only the variants of a draft can be changed.`,
          {
            path: 'state',
          },
        );
      const { siteId: _, version, changedBy: __, changedAt: ___, ...experiment } = kept;
      const isNew = !experiment.variants.some((variant) => variant.id === variantId);
      const variants = isNew
        ? [...experiment.variants, { id: variantId, weight: 1, changes }]
        : experiment.variants.map((variant) => (variant.id === variantId ? { ...variant, changes } : variant));
      return write({ ...experiment, variants }, { siteId, author, expectedVersion: version });
    },
    remove: async ({ siteId, id, author }) => {
      await documents().remove({ kind: KIND, siteId, id, author });
      await remember(siteId, id, undefined);
    },
    refresh: read,
  };
};
