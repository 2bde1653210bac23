package org.drey.edge.icap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.drey.base.NetworkPrefix;

/**
 * Settings of the service.
 *
 * @param address where it listens; port 0 takes any that is free
 * @param connections how many at once: 1 to {@value #MAX_CONNECTIONS}; announced to proxies
 * @param allowed from where proxies may come; empty for everywhere
 * @param deadline how long a decision may take before the request passes undecided
 * @param idle how long a connection may rest between requests
 * @param patience how long the head of a request may take, and how long a client may pause in a
 *     body
 * @param longestBody how long a body may take
 * @param unread how long a client may leave a piece of a reply unread
 * @param warmUp how often made-up requests are decided before it listens; 0 for not at all
 */
public record IcapSettings(
    InetSocketAddress address,
    int connections,
    List<NetworkPrefix> allowed,
    Duration deadline,
    Duration idle,
    Duration patience,
    Duration longestBody,
    Duration unread,
    int warmUp) {
  /** With the longest of heads, each takes 128 KiB of memory. */
  public static final int MAX_CONNECTIONS = 4096;

  /** More than a proxy with a few workers opens. */
  public static final int DEFAULT_CONNECTIONS = 128;

  /** A lookup takes microseconds: this is only reached when something is wrong. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(50);

  /** Checks bounds. */
  public IcapSettings {
    allowed = List.copyOf(allowed);
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException("1 to " + MAX_CONNECTIONS + " connections");
    }
    for (Duration duration : new Duration[] {deadline, idle, patience, longestBody, unread}) {
      if (duration.toMillis() < 1 || duration.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("a time is 1 ms to 1 hour");
      }
    }
  }

  /**
   * The usual times and number of connections. Proxies that honour the preview of 0 bytes send no
   * bodies; others may take ten minutes for a large upload.
   */
  public static IcapSettings at(InetSocketAddress address) {
    return new IcapSettings(
        address,
        DEFAULT_CONNECTIONS,
        List.of(),
        DEFAULT_DEADLINE,
        Duration.ofMinutes(2),
        Duration.ofSeconds(20),
        Duration.ofMinutes(10),
        Duration.ofSeconds(20),
        WarmUp.ROUNDS);
  }

  /** The same with another deadline. */
  public IcapSettings withDeadline(Duration other) {
    return new IcapSettings(
        address, connections, allowed, other, idle, patience, longestBody, unread, warmUp);
  }

  /** The same with another number of connections. */
  public IcapSettings withConnections(int other) {
    return new IcapSettings(
        address, other, allowed, deadline, idle, patience, longestBody, unread, warmUp);
  }

  /** The same for proxies of these networks alone. */
  public IcapSettings withAllowed(List<NetworkPrefix> other) {
    return new IcapSettings(
        address, connections, other, deadline, idle, patience, longestBody, unread, warmUp);
  }

  /** The same with made-up requests decided so often before it listens. */
  public IcapSettings withWarmUp(int rounds) {
    return new IcapSettings(
        address, connections, allowed, deadline, idle, patience, longestBody, unread, rounds);
  }
}
