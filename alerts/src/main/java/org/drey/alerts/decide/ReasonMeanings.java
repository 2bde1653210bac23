package org.drey.alerts.decide;

import org.drey.event.VerdictReason;
import org.drey.rules.verdict.VerdictType;

/** Meanings of the reasons of verdicts, and what follows from each; outside Drey people do it. */
public final class ReasonMeanings {
  private ReasonMeanings() {}

  /** Returns what an analyst says by a verdict and one of its reasons, in words. */
  public static String of(VerdictType verdict, String reason) {
    return switch (VerdictReason.valueOf(reason)) {
      case REPORTED -> "it is reported to an authority; the alert may be handed on";
      case REFERRED ->
          verdict == VerdictType.LIKELY
              ? "others look further into it, such as the fraud team; the alert may be handed on"
              : "it is passed to those who act on it; the alert may be handed on";
      case ACCOUNT_ACTION -> "your house limits or closes the account; Drey does nothing to it";
      case HELPED -> "the young person was reached, or those who protect them";
      case WATCHED -> "no one acts yet; further findings open it again";
      case WRONG_DATA -> "the records are wrong; tell the provider, or they come again";
      case WRONG_ENTITY -> "the records are right and mean another; say whom in the note";
      case NO_PATTERN -> "the records are right, and they show nothing";
      case RELATIVE_VERIFIED ->
          "it was checked that they are relatives; if the payment firm marks that, it counts from"
              + " then on";
      case LICENSED_SERVICE -> "it was checked that the service is licensed and asks for ages";
      case BUSINESS_VERIFIED -> "it was checked that a business is behind the account";
      case LESSONS_VERIFIED -> "it was checked that the sessions are lessons";
      case OTHER_VERIFIED -> "something else was checked and explains it; say what in the note";
      case SAME_AS_CASE -> "it goes on in the alert or case that is named";
      case MORE_DATA -> "something has to be asked for first; say what in the note";
      case SECOND_OPINION -> "another analyst has to look at it";
      case MISTAKE -> "that verdict should not have been given";
      case NEW_INFORMATION -> "what has become known since speaks against that verdict";
      case UNKNOWN -> "newer than this program";
    };
  }
}
