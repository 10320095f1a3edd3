export { elsewhereBeside, type LoadedElsewhere, loadElsewhere, parseElsewhere } from './load.ts';
export type { ElsewhereMatter } from './schema.ts';
