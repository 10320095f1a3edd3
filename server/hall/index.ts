export { type Deed, recordDeed } from './audit.ts';
export { type Hall, type HallOptions, openHall } from './hall.ts';
export { type Notice, readSwitch, type SwitchDeed, type SwitchState, switchAnswers } from './switch.ts';
