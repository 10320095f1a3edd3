export { createMcp, type Mcp, type McpCaller, type McpDeps } from './server.ts';
