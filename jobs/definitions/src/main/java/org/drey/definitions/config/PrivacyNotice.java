package org.drey.definitions.config;

import java.io.Serializable;
import java.net.URI;

/**
 * The controller of what is processed of the people whom a splash page reaches.
 *
 * @param controller the controller's name, as data protection law calls it
 * @param url where it explains what is processed, for how long, and people's rights: https or http
 */
public record PrivacyNotice(String controller, URI url) implements Serializable {}
