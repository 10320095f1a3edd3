/** What `--json` prints, a command; programs may rely on it. Said under each help, the same in every language. */
export const SHAPES = {
  check:
    '{ok, guides, problems: [{kind: "guide" | "languages" | "bundle" | "review" | "list", file, line, field, message}]}',
  index: '{ok, guides: {zh, en}, tookMs, problems: [{file, line, field, message}]}',
  import: `{ok, files, new, changed, same, written,
 refused: [{file, line, field, code, detail, message: {zh, en}}],
 guides: [{state: "new" | "changed" | "same", path, id, lang, name, file, line, missing: [field],
           notes: [{code, field, detail}], differences: [{field, before, after}]}]}`,
  export: `{ok, format, out, guides, bytes, problems}
 cpsv-ap also: {baseUrl, services, violations: [{guide, node, path, message}] | null}
 files: {ok, format, out, files: [{name, bytes, sha256}]}`,
  search: `{ok, fits, tookMs, guides: [{guide, score}],
 hits: [{guide, version, section, title, text, score}],
 elsewhere: {matter, office} | null}`,
  stats: `{ok, guides, byLanguage, byStatus, byKind, byEvent, sections, characters,
 missing: {otherLanguage, aliases, questions, unstated: {field: n}},
 reviews: {overdue: [id.lang], soon: [id.lang]}, unreadable, indexBytes}`,
} as const;
