package org.drey.console.access;

import java.util.Set;

/**
 * A person as the provider describes them who has signed in.
 *
 * @param id what they are to be called in verdicts and in the audit
 * @param subject the provider with its own name for them, which it gives to no one else
 * @param roles those of their groups; none if none of these has one
 */
public record SignedIdentity(String id, String subject, Set<ConsoleRole> roles) {}
