/**
 * How a React front end with Relay would ask: nothing here runs, the Relay compiler reads it (see ../relay.test.ts).
 * Every form that Relay needs of a schema stands here once: fragments with arguments, pagination, refetching by
 * node(id), lists that a mutation grows or shrinks, and a subscription.
 */
declare const graphql: (text: TemplateStringsArray) => unknown;

export const membersPage = graphql`
  query rotaMembersQuery($pcn: OdsCode!) {
    pcn(by: { odsCode: $pcn }) {
      id
      ...rotaMembers_pcn @arguments(count: 5)
    }
  }
`;

export const members = graphql`
  fragment rotaMembers_pcn on PrimaryCareNetwork
  @refetchable(queryName: "rotaMembersPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
    name
    members(first: $count, after: $cursor) @connection(key: "rotaMembers_members") {
      totalCount
      edges {
        node {
          id
          ...rotaPractice_practice
        }
      }
    }
  }
`;

export const practice = graphql`
  fragment rotaPractice_practice on Practice
  @refetchable(queryName: "rotaPracticeRefetchQuery")
  @argumentDefinitions(asOf: { type: "Date" }) {
    odsCode
    name
    contract(asOf: $asOf) {
      id
      type
      holder {
        __typename
        id
        name
      }
    }
  }
`;

export const availability = graphql`
  fragment rotaAvailability_query on Query
  @refetchable(queryName: "rotaAvailabilityPaginationQuery")
  @argumentDefinitions(
    practice: { type: "OdsCode!" }
    from: { type: "Date!" }
    to: { type: "Date!" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    sharedAvailability(practice: $practice, from: $from, to: $to, first: $count, after: $cursor)
      @connection(key: "rotaAvailability_sharedAvailability", filters: ["practice", "from", "to"]) {
      edges {
        node {
          id
          on
          bookableCount
          slots {
            id
            startTime
          }
        }
      }
    }
  }
`;

export const earlierBookings = graphql`
  fragment rotaBookings_practice on Practice
  @refetchable(queryName: "rotaBookingsPaginationQuery")
  @argumentDefinitions(
    from: { type: "Date!" }
    to: { type: "Date!" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    bookings(from: $from, to: $to, last: $count, before: $cursor)
      @connection(key: "rotaBookings_bookings", filters: ["from", "to"]) {
      edges {
        node {
          id
          ...rotaBooking_booking
        }
      }
    }
  }
`;

export const booking = graphql`
  fragment rotaBooking_booking on Booking {
    state
    startsAt
    reference
    viewerCanCancel
  }
`;

export const anyObject = graphql`
  query rotaNodeQuery($id: ID!) {
    node(id: $id) {
      __typename
      id
      ...rotaPractice_practice @alias(as: "practice")
      ...rotaBooking_booking @alias(as: "booking")
    }
  }
`;

export const book = graphql`
  mutation rotaBookMutation($input: BookSlotInput!, $connections: [ID!]!) {
    bookSlot(input: $input) {
      booking @appendNode(connections: $connections, edgeTypeName: "BookingEdge") {
        id
        ...rotaBooking_booking
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

export const withdraw = graphql`
  mutation rotaWithdrawMutation($input: WithdrawCommitmentInput!) {
    withdrawCommitment(input: $input) {
      withdrawnCommitmentId @deleteRecord
      userErrors {
        code
      }
    }
  }
`;

export const changed = graphql`
  subscription rotaChangedSubscription($pcn: OdsCode!) {
    availabilityChanged(pcn: $pcn) {
      sessionIds
      version
    }
  }
`;
