export { neutral } from './neutral.ts';
