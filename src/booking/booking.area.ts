import { bookingAhead } from './booking-ahead.queries.js';
import { AvailabilityChangedResolver } from './availability/availability-changed.resolver.js';
import { availabilityNodes, AvailabilityResolver } from './availability/availability.resolver.js';
import { BookingFieldsResolver, BookingMoveResolver, PracticeBookingsResolver } from './booking-fields.resolver.js';
import { bookingAudited } from './booking.audited.js';
import { Booking } from './booking.entity.js';
import { bookingConstraints, bookingProblemWords } from './booking.problems.js';
import { bookingNodes, BookingResolver } from './booking.resolver.js';
import { BookingsResolver, SessionBookingsResolver, SlotBookingResolver } from './bookings.resolver.js';
import { bookingWarningWords } from './booking.warnings.js';
import { CancelSessionResolver, SlotOfferResolver } from './cancel-session.resolver.js';
import { offerFreedSlotJob } from './offer-freed-slot.job.js';
import { offerToWaitersJob } from './offer-to-waiters.job.js';
import { UsedPlacesResolver } from './used-places.resolver.js';
import { WaitingEntry } from './waiting-entry.entity.js';
import {
  PracticeBookingRightsResolver,
  SessionCancellationRightsResolver,
  WaitingRightsResolver,
} from './viewer-can.resolver.js';
import { ViewerChannelsResolver } from './viewer-channels.resolver.js';
import {
  NetworkWaitingListResolver,
  WaitingEntryResolver,
  WaitingListResolver,
  waitingNodes,
} from './waiting.resolver.js';
import type { Area } from '../platform/areas/area.js';

export const bookingArea: Area = {
  name: 'booking',
  entities: [Booking, WaitingEntry],
  resolvers: [
    AvailabilityChangedResolver,
    AvailabilityResolver,
    BookingFieldsResolver,
    BookingMoveResolver,
    BookingResolver,
    BookingsResolver,
    CancelSessionResolver,
    NetworkWaitingListResolver,
    PracticeBookingsResolver,
    SessionBookingsResolver,
    SlotBookingResolver,
    SlotOfferResolver,
    UsedPlacesResolver,
    WaitingEntryResolver,
    WaitingListResolver,
    ViewerChannelsResolver,
    PracticeBookingRightsResolver,
    SessionCancellationRightsResolver,
    WaitingRightsResolver,
  ],
  jobs: [offerFreedSlotJob, offerToWaitersJob],
  nodes: { ...availabilityNodes, ...bookingNodes, ...waitingNodes },
  audited: { ...bookingAudited },
  problems: bookingProblemWords,
  warnings: bookingWarningWords,
  constraints: bookingConstraints,
  liesAhead: [...bookingAhead],
};
