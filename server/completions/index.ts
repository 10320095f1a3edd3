export { createThreads, keepLineages, type Threads } from './lineage.ts';
export { type Piece, piecesOf } from './pieces.ts';
export { createReply, type Reply } from './reply.ts';
export * from './wire.ts';
