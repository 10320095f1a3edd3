/** What polite writers add around an answer. It states nothing, so leaving it out takes nothing away. */
const COURTESY =
  /^(?:您?好的?|当然|没问题|不客气|很高兴为您服务|让我(?:来|帮您)?.{0,8}|(?:我)?(?:来)?帮您.{0,8}|请稍等|希望.{0,12}(?:帮助|帮到您)|(?:如果|如)?您?(?:还)?有(?:其他|任何|别的)?(?:问题|疑问).{0,14}|祝您.{0,8}|sure|of course|certainly|hello|hi|great question|you'?re welcome|let me .{0,40}|i(?:'d| would) be happy to help.{0,20}|i hope (?:this|that) helps|(?:please )?let me know if .{0,60}|feel free to ask.{0,60}|here(?:'s| is| are) .{0,40})[，,。.!！~：: ]*$/i;

/** Whether a sentence is mere politeness, without any claim. */
export function isCourtesy(text: string): boolean {
  return COURTESY.test(text.trim());
}
