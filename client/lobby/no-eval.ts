import { config } from 'zod';

// Zod tries out `new Function` when the first schema is made; the page's content security policy reports that as an
// attack. Imported before anything that makes a schema.
config({ jitless: true });
