import { ensureChromium } from './ensure.ts';

console.log(`browser: ${ensureChromium()}`);
