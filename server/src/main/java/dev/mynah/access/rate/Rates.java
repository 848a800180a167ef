package dev.mynah.access.rate;

/**
 * Every rate of requests there is.
 *
 * @param ota configuration requests and activations of one address, behind which many devices may be
 * @param otaDevice the same of one device
 * @param upgrade WebSocket connections of one address
 * @param upgradeDevice the same of one device
 * @param rest calls of the REST interface of one address
 * @param caller the same of one user or API key
 * @param login attempts to log in of one address
 */
public record Rates(Rate ota, Rate otaDevice, Rate upgrade, Rate upgradeDevice, Rate rest, Rate caller, Rate login) {}
