import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { GuideFields, type Locale } from '#protocol/index.ts';
import { FIELD_ANCHORS, sectionsOf } from '../sections.ts';
import type { Guide, GuideProblem } from '../types.ts';
import { bodySections } from './body.ts';
import { type LocatedYaml, parseYaml, splitFrontMatter } from './front-matter.ts';
import { brokenRules, unresolved } from './rules.ts';

const FILE_NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.(zh|en)\.md$/;

/** Id and language that a file name promises, or undefined when it is not `<id>.<lang>.md`. */
export function nameParts(file: string): { id: string; lang: Locale } | undefined {
  const [, id, lang] = FILE_NAME.exec(basename(file)) ?? [];
  return id !== undefined && (lang === 'zh' || lang === 'en') ? { id, lang } : undefined;
}

export interface ParsedGuide {
  /** Absent when any problem was found. */
  guide?: Guide;
  problems: GuideProblem[];
  /** Worth a curator's look, but served all the same. */
  warnings: GuideProblem[];
}

function shapeProblems(file: string, yaml: LocatedYaml): { fields?: GuideFields; problems: GuideProblem[] } {
  const parsed = GuideFields.safeParse(yaml.value);
  if (parsed.success) return { fields: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue): GuideProblem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        file,
        line: yaml.lineOfKey(issue.path, key),
        field: [...issue.path, key].join('.'),
        message: `unknown key "${key}"`,
      }));
    return [{ file, line: yaml.lineOf(issue.path), field: issue.path.join('.'), message: issue.message }];
  });
  return { problems };
}

/**
 * One guide file → the guide with its sections, or what is wrong with it, by line and field.
 * @param known ids of the guide files present in the same language, for `includes` and `related`.
 * @param today ISO date, for `review_by`.
 */
export function parseGuide(
  file: string,
  source: string,
  known: ReadonlySet<string>,
  today: string,
): ParsedGuide {
  const refuse = (problems: GuideProblem[]): ParsedGuide => ({ problems, warnings: [] });
  const promised = nameParts(file);
  if (!promised)
    return refuse([
      { file, line: 1, field: 'id', message: 'the file name is not <id>.<lang>.md with lang zh or en' },
    ]);
  const split = splitFrontMatter(source);
  if (!split)
    return refuse([
      {
        file,
        line: 1,
        field: '',
        message: 'the file does not start with front matter between two --- lines',
      },
    ]);

  const yaml = parseYaml(split.yaml, split.yamlLine);
  if (yaml.problems.length > 0) return refuse(yaml.problems.map((problem) => ({ file, ...problem })));
  const { fields, problems } = shapeProblems(file, yaml);
  const body = bodySections(split.body, split.bodyLine, FIELD_ANCHORS);
  problems.push(...body.problems.map((problem) => ({ file, ...problem })));
  if (!fields) return refuse(problems);

  const at = (path: readonly (string | number)[], message: string): GuideProblem => ({
    file,
    line: yaml.lineOf(path),
    field: path.join('.'),
    message,
  });
  for (const key of ['id', 'lang'] as const)
    if (fields[key] !== promised[key])
      problems.push(at([key], `"${fields[key]}" differs from "${promised[key]}" of the file name`));
  for (const rule of [...brokenRules(fields), ...unresolved(fields, known)])
    problems.push(at(rule.path, rule.message));
  if (problems.length > 0) return refuse(problems);

  const { review_by } = fields.source;
  const warnings =
    review_by < today
      ? [at(['source', 'review_by'], `the review was due on ${review_by}; review the guide`)]
      : [];
  const version = createHash('sha256').update(source).digest('hex').slice(0, 12);
  return { guide: { ...fields, version, sections: sectionsOf(fields, body.sections) }, problems, warnings };
}
