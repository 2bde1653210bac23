package org.drey.local.generate;

import org.drey.event.AgeBand;
import org.drey.event.NetworkClass;

/**
 * A person who pays, watches and asks for names.
 *
 * @param token under which every stream knows them
 * @param device the token of their device
 * @param bank the payment firm of their account
 * @param isp their internet provider
 */
record Subject(
    String token,
    String device,
    Country country,
    AgeBand age,
    NetworkClass network,
    Period.Rhythm rhythm,
    String bank,
    String isp) {}
