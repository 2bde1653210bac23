package org.drey.streaming.lists;

import java.io.IOException;
import java.io.Serializable;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.jspecify.annotations.Nullable;

/** The lists in force at the moment they are asked for. Safe to ask from any thread. */
public interface ListsInForce extends AutoCloseable {

  /** Opens lists where a job runs. */
  interface Source extends Serializable {

    /**
     * Returns when everything that was announced so far has been read.
     *
     * @throws IOException if a file or topic cannot be read; says which
     */
    ListsInForce open() throws IOException, InterruptedException;
  }

  /** The lists in force now. */
  ListSet lists();

  /**
   * Returns what subscribers have chosen until now; null if no subscriber can have chosen anything.
   */
  @Nullable SubscriberProfiles subscribers();

  /** Returns how often an announcement could not be followed for a reason, each attempt counted. */
  long refused(Refusal reason);

  /** Returns how often a subscriber's choice could not be taken, and the one before stays. */
  long policiesRefused();

  /**
   * Returns how often a message on a topic made something throw that never should, and was left
   * out.
   */
  long unexpected();

  /** Returns how many lists have a newer version announced than is in force. */
  int behind();

  /** Lets go of them: to be called once by each who opened them. */
  @Override
  void close();
}
