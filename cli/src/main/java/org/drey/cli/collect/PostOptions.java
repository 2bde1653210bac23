package org.drey.cli.collect;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.drey.blocklist.publish.KeyFile;
import org.drey.collect.lines.LivekitSignature;
import org.drey.collect.listen.SenderCheck;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of the endpoint to which programs post: its address, its senders, and TLS. */
final class PostOptions {
  private static final int HTTP_PORT = 6080;
  private static final int TOKEN_LENGTH = 16;

  @Option(
      names = "--http",
      paramLabel = "ADDRESS:PORT",
      description = "The address that programs POST to, with or without gzip.")
  private @Nullable String http;

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description = "A file: they must show its only line, after Authorization: Bearer.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--http-key-file",
      paramLabel = "FILE",
      description = "Keys with which LiveKit signs what it sends: KEY: SECRET, one a line.")
  private @Nullable Path signingKeys;

  @Option(
      names = "--tls-key-store",
      paramLabel = "FILE",
      description = "Key and certificate as PKCS#12: TLS for TCP and HTTP.")
  private @Nullable Path keyStore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "The password of that file.")
  private @Nullable Path passwordFile;

  /** Returns whether there is one. */
  boolean isGiven() {
    return http != null;
  }

  /** Refuses an address that may not be listened at, and a bad token, before anything is begun. */
  void check(CommandSpec spec) throws IOException {
    if (isGiven()) {
      InetSocketAddress unusedAddress = address(spec);
      SenderCheck unusedSenders = senders(spec);
    }
  }

  /** Returns where to serve HTTP; beyond this machine only with TLS and a token. */
  InetSocketAddress address(CommandSpec spec) {
    InetSocketAddress address = SocketAddresses.of(spec, "--http", String.valueOf(http), HTTP_PORT);
    boolean hasSenders = tokenFile != null || signingKeys != null;
    if (!address.getAddress().isLoopbackAddress() && (keyStore == null || !hasSenders)) {
      throw WrongUse.of(
          spec,
          "--tls-key-store FILE and --http-token-file FILE: what is posted names people, so "
              + http
              + " takes it by TLS alone, and from those who know the token");
    }
    return address;
  }

  /** Returns whether the endpoint takes only what is signed. */
  boolean hasSigningKeys() {
    return signingKeys != null;
  }

  /** Returns the check of senders to the endpoint. */
  SenderCheck senders(CommandSpec spec) throws IOException {
    if (signingKeys == null) {
      return SenderCheck.ofToken(token());
    }
    if (tokenFile != null) {
      throw WrongUse.of(spec, "--http-token-file or --http-key-file: one says who may send");
    }
    return LivekitSignature.read(signingKeys, Clock.systemUTC());
  }

  private @Nullable String token() throws IOException {
    String token = tokenFile == null ? null : secret(tokenFile);
    if (token != null && token.length() < TOKEN_LENGTH) {
      throw new UserError(
          ("--http-token-file: a token of fewer than %d characters can be guessed."
                  + " Make one: openssl rand -hex 16 > %s")
              .formatted(TOKEN_LENGTH, tokenFile));
    }
    return token;
  }

  private static String secret(Path file) throws IOException {
    return new String(KeyFile.readOwned(file), StandardCharsets.UTF_8).strip();
  }

  /** Returns whether there is a key for TLS. */
  boolean hasTls() {
    return keyStore != null;
  }

  /** Returns with what to speak TLS; null to speak in the clear. */
  @Nullable SSLContext tls(CommandSpec spec) throws IOException {
    if (keyStore == null) {
      return null;
    }
    if (passwordFile == null) {
      throw WrongUse.of(spec, "--tls-password-file FILE: the password of --tls-key-store");
    }
    char[] password = secret(passwordFile).toCharArray();
    try (InputStream in = Files.newInputStream(keyStore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, password);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(factory.getKeyManagers(), null, null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new UserError("--tls-key-store: " + keyStore + " cannot be used: " + e.getMessage());
    }
  }
}
