import { graphql } from '../../generated/gql.js';

/** What a page about one network and its practices asks for; `Badge` is what one component of it shows. */
export const badge = graphql(`
  fragment Badge on Practice {
    odsCode
    name
  }
`);

export const membersPage = graphql(`
  query Members($pcn: OdsCode!, $first: Int, $after: String) {
    pcn(by: { odsCode: $pcn }) {
      id
      members(first: $first, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            ...Badge
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const practiceOn = graphql(`
  query PracticeOn($code: OdsCode!, $asOf: Date) {
    practice(by: { odsCode: $code }, asOf: $asOf) {
      id
      name
      network {
        id
        name
      }
    }
  }
`);

export const freeSlots = graphql(`
  query FreeSlots($practice: OdsCode!, $from: Date!, $to: Date!, $first: Int, $after: String) {
    sharedAvailability(practice: $practice, from: $from, to: $to, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          on
          bookableCount
          session {
            id
          }
          slots {
            id
            startTime
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const hold = graphql(`
  mutation Hold($input: HoldSlotInput!) {
    holdSlot(input: $input) {
      hold {
        id
        state
        expiresAt
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

export const cancel = graphql(`
  mutation Cancel($input: CancelBookingInput!) {
    cancelBooking(input: $input) {
      booking {
        id
        state
      }
      userErrors {
        code
        field
      }
    }
  }
`);

export const bookings = graphql(`
  query Bookings($code: OdsCode!, $from: Date!, $to: Date!) {
    practice(by: { odsCode: $code }) {
      id
      bookings(from: $from, to: $to) {
        edges {
          node {
            id
            state
            reference
          }
        }
      }
    }
  }
`);

export const bookingAgain = graphql(`
  query BookingAgain($id: ID!) {
    node(id: $id) {
      id
      ... on Booking {
        state
        reference
      }
    }
  }
`);

export const availabilityChanged = graphql(`
  subscription AvailabilityChanged($pcn: OdsCode!) {
    availabilityChanged(pcn: $pcn) {
      sessionIds
      version
    }
  }
`);
