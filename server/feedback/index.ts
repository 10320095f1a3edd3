export { createRatings, type FeedbackDeps, type Ratings } from './feedback.ts';
