import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

const root = 'The London day to read at; default today. Everything below inherits it.';
const inherited = 'Another London day to read at, instead of the one inherited; everything below inherits this one.';

/** The argument `asOf` of a root field. */
@ArgsType()
export class AsOfArgs {
  @Field(() => DateScalar, { nullable: true, description: root })
  asOf?: string;
}

/** The argument `asOf` of a field further down, which overrides the day of its parent. */
@ArgsType()
export class OtherDayArgs {
  @Field(() => DateScalar, { nullable: true, description: inherited })
  asOf?: string;
}

/** The same for a connection. */
@ArgsType()
export class OtherDayPageArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: inherited })
  asOf?: string;
}
