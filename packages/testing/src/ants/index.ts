// A stand-in for ANTS: the national search that calls, and the register that is called.

export {
  type AntsHub,
  antsHub,
  type HubMeeting,
  type HubSearch,
  type HubSlot,
  type MeetingPoint,
} from './hub.ts';
export { type AntsAppointment, type AntsRegister, type AntsStatus, antsRegister } from './register.ts';
