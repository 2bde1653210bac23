package org.drey.local.generate;

import java.util.List;
import org.drey.local.generate.LivePlatform.Show;

/**
 * Who gives lessons, and how they are paid for.
 *
 * @param lessonsPerPayment how many lessons a payment is for
 * @param classes the lessons given to many at once; empty if each student has their own
 */
record Tutor(Host host, Payee account, int lessonsPerPayment, List<Show> classes) {}
