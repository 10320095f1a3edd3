import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Guide, loadGuides } from '#server/knowledge/index.ts';
import { holdsFact } from '../bench/conversations/facts.ts';
import { type GoldenConversation, isHeldOut, isServiceTurn, loadConversations } from './conversations.ts';

const conversations = await loadConversations('knowledge/conversations');
const { guides } = await loadGuides('knowledge/guides', '2026-10-01');
const of = (lang: string) => guides.filter((guide) => guide.lang === lang);
const turns = conversations.flatMap((conversation) =>
  conversation.turns.map((turn, i) => ({ ...turn, at: `${conversation.id} ${i + 1}`, conversation })),
);
const textOf = (guide: Guide) => guide.sections.map(({ title, text }) => `${title}\n${text}`).join('\n');
const shareOf = (part: number, whole: number) => part / whole;

describe('golden conversations', () => {
  it('are many, long enough, and mostly about services', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(160);
    expect(turns.length).toBeGreaterThanOrEqual(500);
    expect(shareOf(turns.filter(isServiceTurn).length, turns.length)).toBeGreaterThanOrEqual(0.55);
    expect(turns.filter(({ leans }) => leans).length).toBeGreaterThanOrEqual(100);
  });

  it('speak both languages alike, some of them mixed', () => {
    const share = shareOf(conversations.filter(({ lang }) => lang === 'zh').length, conversations.length);
    expect(share).toBeGreaterThanOrEqual(0.45);
    expect(share).toBeLessThanOrEqual(0.55);
    expect(conversations.filter(({ mixed }) => mixed).length).toBeGreaterThanOrEqual(4);
  });

  it('hold out about half of themselves', () => {
    const share = shareOf(conversations.filter(isHeldOut).length, conversations.length);
    expect(share).toBeGreaterThanOrEqual(0.4);
    expect(share).toBeLessThanOrEqual(0.6);
  });

  it.each(['zh', 'en'])('ask for every service in %s', (lang) => {
    const asked = new Set(
      turns
        .filter(({ conversation }) => conversation.lang === lang)
        .flatMap(({ guide }) => (guide?.length === 1 ? guide : [])),
    );
    expect(
      of(lang)
        .map(({ id }) => id)
        .filter((id) => !asked.has(id)),
    ).toEqual([]);
  });

  it('expect only guides and sections that ship', () => {
    const ids = new Set(guides.map(({ id }) => id));
    const unknown = turns.flatMap(({ at, guide, aspect }) => {
      const sections = new Set(
        guides
          .filter(({ id }) => guide?.includes(id))
          .flatMap(({ sections: each }) => each.map(({ anchor }) => anchor)),
      );
      return [
        ...(guide ?? []).filter((id) => !ids.has(id)),
        ...(aspect ?? []).filter((anchor) => !sections.has(anchor === 'overview' ? 'summary' : anchor)),
      ].map((name) => `${at}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('demand only facts that stand in the guide, in both languages where they are figures', () => {
    const missing = turns.flatMap(({ at, guide, facts = [], conversation }) =>
      facts
        .filter((fact) => {
          const candidates = of(conversation.lang).filter(({ id }) => guide?.includes(id));
          return !candidates.some((each) => holdsFact(textOf(each), fact));
        })
        .map((fact) => `${at}: ${fact}`),
    );
    expect(missing).toEqual([]);
  });

  it('copy no phrase of a guide', () => {
    const phrases = new Set(guides.flatMap(({ questions }) => questions));
    const folded = new Set([...phrases].map((text) => text.toLowerCase()));
    expect(
      turns.filter(({ say }) => folded.has(say.toLowerCase())).map(({ at, say }) => `${at}: ${say}`),
    ).toEqual([]);
  });

  it('never open with what leans on something earlier', () => {
    const wrong = conversations.filter(({ turns: [first] }: GoldenConversation) => first?.leans);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('are told apart: no conversation is played twice', () => {
    const played = conversations.map((each) => each.turns.map(({ say }) => say).join(' → '));
    expect(played.filter((text, i) => played.indexOf(text) !== i)).toEqual([]);
  });
});

describe('the reader of conversations', () => {
  const read = async (yaml: string) => {
    const dir = await mkdtemp(join(tmpdir(), 'conversations-'));
    await writeFile(join(dir, 'one.yaml'), yaml);
    return loadConversations(dir);
  };
  const conversation = (id: string, extra = '') =>
    `  - id: ${id}\n    turns:\n      - { say: a, status: answered${extra} }\n      - { say: b, status: [clarify, answered], leans: true }\n`;

  it('takes one status or several', async () => {
    const [one] = await read(`theme: t\nconversations:\n${conversation('zh-one')}`);
    expect(one?.turns.map(({ status }) => status)).toEqual([['answered'], ['clarify', 'answered']]);
    expect(one).toMatchObject({ lang: 'zh', theme: 't', mixed: false });
  });

  it('names the file and the key it does not know', async () => {
    await expect(
      read(`theme: t\nconversations:\n${conversation('zh-one', ', colour: red')}`),
    ).rejects.toThrow(/one\.yaml[\s\S]*colour/);
  });

  it('refuses an id that comes twice', async () => {
    const twice = `theme: t\nconversations:\n${conversation('zh-one')}${conversation('zh-one')}`;
    await expect(read(twice)).rejects.toThrow(/zh-one comes twice/);
  });
});
