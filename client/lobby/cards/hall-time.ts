/** Local time of the hall, wherever the citizen is. */
export const HALL_TIME = 'Asia/Shanghai';
