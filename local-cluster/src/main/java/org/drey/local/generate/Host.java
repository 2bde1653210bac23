package org.drey.local.generate;

import java.time.Instant;
import org.drey.event.AgeAssurance;
import org.jspecify.annotations.Nullable;

/**
 * Who broadcasts.
 *
 * @param token the token of the account
 * @param opened when the account was opened
 * @param assurance what the platform asserts of the host's age
 * @param payout the payee through whom the host is paid, null if the host is not
 */
record Host(
    String token,
    String room,
    String device,
    Country country,
    Instant opened,
    AgeAssurance assurance,
    @Nullable Payee payout) {}
