package org.drey.local.generate;

import java.time.Instant;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;

/**
 * Who is paid.
 *
 * @param token the token of the account
 * @param opened when the account was opened
 * @param trade the merchant category code of a business, else empty
 */
record Payee(
    String token, PayeeKind kind, Country country, Instant opened, KycLevel kyc, String trade) {}
